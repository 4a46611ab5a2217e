"""Where staff bring documents in, look at what would become of them, and open the originals."""
