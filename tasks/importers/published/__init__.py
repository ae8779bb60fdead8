"""What the importers of published data sets share."""
