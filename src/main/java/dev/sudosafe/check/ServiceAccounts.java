package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.NamePatterns;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What a workspace may do in the cluster is what its service account may do. Platforms name one of their own, so this
/// only warns.
record ServiceAccounts(NamePatterns allowed) implements Check {

    private static final Set<String> WITHOUT_RIGHTS = Set.of("", "default");

    private static final CheckDoc DOC = new CheckDoc(
                    "service-accounts",
                    "service accounts",
                    List.of("spec.serviceAccountName"),
                    "default, and what the profile allows",
                    "gives whoever uses the workspace the rights of an account that may be meant for a controller, such as"
                            + " to create pods elsewhere",
                    "use the default account, or have the administrator add it to policy.allow.serviceAccounts")
            .atMost(Action.Warn);

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        Field name = pod.spec().at("serviceAccountName");
        if (!WITHOUT_RIGHTS.contains(name.text()) && !allowed.match(name.text())) {
            found.accept(DOC.finding(name, "account " + name.quoted()));
        }
    }
}
