package dev.sudosafe.dryrun;

import dev.sudosafe.check.Finding;
import dev.sudosafe.manifest.Position;

/// A finding with its path and position in the file.
public record PlacedFinding(Finding finding, Position position) {}
