"""GeoJSON: venues and what lies around them, in and out."""
