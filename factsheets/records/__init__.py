"""What factsheets share: conditions, pain patterns, associations, resources, sources, kinds of therapy."""
