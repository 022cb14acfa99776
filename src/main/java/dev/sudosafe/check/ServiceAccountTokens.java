package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.pod.VolumeView;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.NamePatterns;
import java.util.List;
import java.util.function.Consumer;

/// Tokens in the workspace: for the API server, which the plugin ServiceAccount mounts into every pod that does not
/// object, or for others, such as a cloud's identity service. They are common, so this only warns.
record ServiceAccountTokens(NamePatterns accounts, List<String> audiences) implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "service-account-tokens",
                    "service account tokens",
                    List.of(
                            "spec.automountServiceAccountToken",
                            "spec.volumes[*].projected.sources[*].serviceAccountToken"),
                    "none; those of accounts, and for audiences, that the profile allows",
                    "lets every program in the workspace act as the service account, in the cluster or in the cloud",
                    "set automountServiceAccountToken to false, or have the administrator add the account to"
                            + " policy.allow.serviceAccounts and the audience to policy.allow.tokenAudiences")
            .atMost(Action.Warn);

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        boolean accountIsAllowed =
                accounts.match(pod.spec().at("serviceAccountName").text());
        Field automount = pod.spec().at("automountServiceAccountToken");
        if (automount.isTrue() && !accountIsAllowed) {
            found.accept(DOC.finding(automount, "for the API server"));
        }
        for (VolumeView volume : pod.volumes()) {
            for (Field source : volume.at("projected").at("sources").items()) {
                Field token = source.at("serviceAccountToken");
                if (token.isSet() && !isAllowed(token.at("audience").text(), accountIsAllowed)) {
                    found.accept(finding(token));
                }
            }
        }
    }

    private boolean isAllowed(String audience, boolean accountIsAllowed) {
        return audience.isEmpty() ? accountIsAllowed : audiences.contains(audience);
    }

    private static Finding finding(Field token) {
        Field audience = token.at("audience");
        return DOC.finding(token, audience.text().isEmpty() ? "for the API server" : "for " + audience.quoted());
    }
}
