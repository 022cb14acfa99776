package dev.sudosafe.property;

import dev.sudosafe.fixture.Cases;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every property on some thousand random cases; `make generate` tries millions.
@Execution(ExecutionMode.CONCURRENT)
class PropertyTest {

    static List<Property> properties() {
        return Properties.ALL;
    }

    @ParameterizedTest
    @MethodSource("properties")
    void it_holds(Property property) {
        Cases.forAll(seed -> property.check(Case.of(seed, new Tally())));
    }
}
