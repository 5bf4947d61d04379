"""One file a section: what its pages show, and what their forms do."""
