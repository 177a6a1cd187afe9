"""What keeps profiles true: lists of what needs a person, checks of links, drift, duplicates."""
