"""What a visitor's words ask for: sentences, places, regions and concepts, before any index."""
