package dev.sudosafe.property;

import java.util.List;
import java.util.stream.Stream;

/// The list of properties.
public final class Properties {

    public static final List<Property> ALL = Stream.<Property[]>of(
                    MutationProperty.values(),
                    MetamorphicProperty.values(),
                    HarmlessProperty.values(),
                    ShapeProperty.values(),
                    UpdateProperty.values(),
                    CodecProperty.values(),
                    VerdictProperty.values())
            .flatMap(Stream::of)
            .toList();

    private Properties() {}
}
