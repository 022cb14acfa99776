package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.Optional;

/// A platform that creates workspaces, known by what it writes on each of its pods. Whoever makes a pod can write the
/// same, so nothing but the wording of a remedy may follow from it.
///
/// @param id names its page, its values file and its test pods
public record Platform(String id, String title, Sign sign) {

    static final Platform GITLAB = new Platform("gitlab", "GitLab Workspaces", new Label("agent.gitlab.com/id"));
    static final Platform CODER = new Platform("coder", "Coder", new Variable("CODER_AGENT_TOKEN"));
    static final Platform CHE =
            new Platform("eclipse-che", "Eclipse Che", new Label("controller.devfile.io/devworkspace_id"));
    static final Platform JUPYTERHUB =
            new Platform("jupyterhub", "JupyterHub", new Label("component", "singleuser-server"));
    static final Platform GITHUB_RUNNERS =
            new Platform("github-runners", "Actions Runner Controller", new Label("actions-ephemeral-runner", "True"));
    static final Platform GITPOD = new Platform("gitpod", "Gitpod Classic", new Label("gitpod.io/instanceID"));

    public static List<Platform> all() {
        return List.of(GITLAB, CODER, CHE, JUPYTERHUB, GITHUB_RUNNERS, GITPOD);
    }

    /// Whether the pod looks as if the platform had created it.
    boolean created(PodView pod) {
        return sign.isOn(pod);
    }

    /// What a platform writes on each pod and nobody else does.
    public sealed interface Sign {
        boolean isOn(PodView pod);

        /// As it is written in documentation.
        String described();
    }

    /// A label, of any value or of this one.
    record Label(String key, Optional<String> value) implements Sign {
        Label(String key) {
            this(key, Optional.empty());
        }

        Label(String key, String value) {
            this(key, Optional.of(value));
        }

        @Override
        public boolean isOn(PodView pod) {
            Field own = pod.metadata().at("labels").entry(key);
            return own.isSet() && value.map(own.text()::equals).orElse(true);
        }

        @Override
        public String described() {
            return "the label `" + key + value.map(text -> ": " + text).orElse("") + "`";
        }
    }

    /// An environment variable of any container.
    record Variable(String name) implements Sign {
        @Override
        public boolean isOn(PodView pod) {
            for (ContainerView container : pod.containers()) {
                for (Field variable : container.at("env").items()) {
                    if (variable.key().equals(name)) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public String described() {
            return "the environment variable `" + name + "`";
        }
    }
}
