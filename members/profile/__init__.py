"""The editor's workspace: what editors see, draft, send and follow of their own members."""
