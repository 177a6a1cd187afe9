"""The directory for programs and other sites: an API, files, feeds; nothing that pages hide."""
