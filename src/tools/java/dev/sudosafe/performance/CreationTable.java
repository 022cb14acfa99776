package dev.sudosafe.performance;

import dev.sudosafe.fixture.Markdown;
import java.util.stream.Collectors;

/// The creation of pods, a row for each that stands in the way.
record CreationTable(CreationData data) {

    static String meaning(String variant) {
        return switch (variant) {
            case CreationData.NONE -> "no webhook";
            case CreationData.CONSTANT -> "constant webhooks";
            case CreationData.SUDOSAFE -> "sudosafe";
            case CreationData.POLICIES -> "policies in CEL";
            default -> throw new IllegalArgumentException(variant);
        };
    }

    String text() {
        return Markdown.head("what stands in the way", "creations", "p50, ms", "p99, ms")
                + data.variants().stream()
                        .map(variant -> Markdown.row(
                                meaning(variant.name()),
                                Numbers.text(variant.count()),
                                Numbers.text(variant.p50()),
                                Numbers.text(variant.p99())))
                        .collect(Collectors.joining());
    }
}
