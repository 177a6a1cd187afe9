"""Parts of the directory that other sites show in a frame: lists, cards, the badge of a member."""
