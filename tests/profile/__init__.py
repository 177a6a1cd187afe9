"""The editors' workspace, through the browser's eyes."""
