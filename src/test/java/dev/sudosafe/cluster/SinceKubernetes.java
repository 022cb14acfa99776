package dev.sudosafe.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// On a test that cannot hold on an older Kubernetes; there it is skipped, and counted as such in
/// `docs/kubernetes-versions.md`.
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SinceKubernetes.Condition.class)
public @interface SinceKubernetes {

    /// The first minor on which it holds, such as `1.34`.
    String value();

    /// What older ones lack.
    String because();

    /// Asks which Kubernetes the tests run on.
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), SinceKubernetes.class)
                    .map(since -> evaluate(since, new KubernetesVersion(KubernetesBinaries.VERSION)))
                    .orElse(ConditionEvaluationResult.enabled("holds on every minor"));
        }

        private static ConditionEvaluationResult evaluate(SinceKubernetes since, KubernetesVersion version) {
            return version.isBefore(since.value())
                    ? ConditionEvaluationResult.disabled("since " + since.value() + ": " + since.because())
                    : ConditionEvaluationResult.enabled("on " + version);
        }
    }
}
