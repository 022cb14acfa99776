package dev.sudosafe.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.fixture.Documents;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The list of Kubernetes' own end-to-end tests of admission webhooks.
class BehavioursTest {

    private static final String FILE = "test/e2e/apimachinery/webhook.go";
    private static final Pattern TEST = Pattern.compile("(?:ConformanceIt|\\.It)\\(\"([^\"]+)\"");

    static Stream<String> tests() {
        return Behaviour.all().stream()
                .flatMap(behaviour -> behaviour.tests().stream())
                .distinct();
    }

    @Test
    void it_has_all_that_kubernetes_has() {
        String source = Documents.text(GoModule.folder(GoModule.KUBERNETES).resolve(FILE));
        List<String> names =
                TEST.matcher(source).results().map(found -> found.group(1)).toList();
        assertThat(Behaviour.all()).extracting(Behaviour::name).isEqualTo(names).isNotEmpty();
    }

    @Test
    void each_has_either_a_test_or_a_reason() {
        assertThat(Behaviour.all())
                .allMatch(behaviour -> behaviour.concernsUs() == behaviour.why().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("tests")
    void a_test_that_is_named_exists(String test) throws ClassNotFoundException {
        String[] names = test.split("#", 2);
        // Not initialized: a class of the node starts it then.
        Class<?> named = Class.forName("dev.sudosafe." + names[0], false, BehavioursTest.class.getClassLoader());
        Method[] methods = named.getDeclaredMethods();
        assertThat(Arrays.stream(methods).filter(BehavioursTest::isTest).map(Method::getName))
                .contains(names[1]);
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
