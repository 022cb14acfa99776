package dev.sudosafe.property;

import dev.sudosafe.fixture.PodGenerator;
import java.util.Locale;

/// Something that holds for every pod and every profile.
public interface Property {

    String name();

    /// Fails by an AssertionError where it does not hold.
    ///
    /// @param generator for what the property makes up itself
    void check(Case it, PodGenerator generator);

    /// The name as a sentence.
    default String sentence() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// With a generator of its own, so that one property can be tried again without the others.
    default void check(Case it) {
        check(it, new PodGenerator(it.random(name())));
    }
}
