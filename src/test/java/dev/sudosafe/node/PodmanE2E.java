package dev.sudosafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Docker's client with Podman's service in place of dockerd, under the same constraints.
class PodmanE2E {

    /// Podman's service knows the classic builder only.
    private static final String TINY = "export DOCKER_BUILDKIT=0\n" + Workspace.TINY;

    private static final Map<User, Workspace> WORKSPACES = new EnumMap<>(User.class);

    @ParameterizedTest
    @EnumSource(names = {"CODER", "GITLAB"})
    void an_image_is_built_in_stages_and_run(User user) {
        assertThat(docker(user, """
                mkdir -p /tmp/stages
                cat > /tmp/stages/Dockerfile <<END
                FROM tiny AS build
                RUN echo built > /artifact
                FROM tiny
                COPY --from=build /artifact /artifact
                CMD ["cat", "/artifact"]
                END
                docker build --quiet --tag stages /tmp/stages > /dev/null 2>&1
                docker run --rm stages
                """)).isEqualTo("built\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"CODER", "GITLAB"})
    void what_a_container_makes_in_the_project_belongs_to_the_engine_s_user(User user) {
        assertThat(docker(user, """
                docker run --rm -v /project:/p tiny touch /p/made-by-podman
                stat -c %u /project/made-by-podman
                """)).isEqualTo(user.engine() + "\n");
    }

    @Test
    void a_published_port_is_reached_from_the_workspace() {
        assertThat(docker(User.CODER, """
                docker rm -f web > /dev/null 2>&1 || true
                docker run -d --name web -p 8080:80 tiny sh -c 'mkdir /www; echo hello > /www/index.html; httpd -f -h /www' > /dev/null
                curl -s --retry 10 --retry-all-errors --retry-delay 1 http://127.0.0.1:8080/
                docker kill web > /dev/null
                docker rm web > /dev/null
                """)).isEqualTo("hello\n");
    }

    @Test
    void two_containers_meet_on_a_network_of_their_own() {
        assertThat(docker(User.CODER, """
                docker network create ours > /dev/null
                docker run -d --name server --network ours tiny sh -c 'mkdir /www; echo met > /www/index.html; httpd -f -h /www' > /dev/null
                docker run --rm --network ours tiny sh -c 'for i in 1 2 3 4 5; do wget -qO- http://server/ && break; sleep 1; done'
                docker kill server > /dev/null
                docker rm server > /dev/null
                docker network rm ours > /dev/null
                """)).isEqualTo("met\n");
    }

    @Test
    void a_container_s_log_can_be_read_and_a_command_run_in_it() {
        assertThat(docker(User.CODER, """
                docker run -d --name logging tiny sh -c 'echo from the log; sleep 300' > /dev/null
                until docker logs logging | grep . ; do sleep 1; done
                docker exec logging echo from exec
                docker kill logging > /dev/null
                docker rm logging > /dev/null
                """)).isEqualTo("from the log\nfrom exec\n");
    }

    @Test
    void a_container_reaches_the_pod_s_network_but_not_its_loopback() {
        assertThat(docker(User.CODER, """
                busybox httpd -p 127.0.0.1:9999 -h /etc
                docker run --rm tiny sh -c '
                  wget -qO- http://10.99.0.1:5000/v2/
                  for address in 10.0.2.2 169.254.1.2 172.17.0.1; do
                    timeout 2 wget -qO- http://$address:9999/hostname
                  done' 2> /dev/null || true
                """)).isEqualTo("{}");
    }

    @Test
    void an_image_without_a_registry_in_its_name_comes_from_the_mirror() {
        assertThat(docker(User.CODER, """
                docker tag tiny 10.99.0.1:5000/library/podman-mirrored:1
                docker push --quiet 10.99.0.1:5000/library/podman-mirrored:1 > /dev/null
                docker run --rm --quiet podman-mirrored:1 echo mirrored
                """)).isEqualTo("mirrored\n");
    }

    private static String docker(User user, String script) {
        return workspace(user).run(TINY + script).require();
    }

    private static synchronized Workspace workspace(User user) {
        return WORKSPACES.computeIfAbsent(user, PodmanE2E::create);
    }

    private static Workspace create(User user) {
        return Workspace.start("podman-" + user.name().toLowerCase(Locale.ROOT), user, "podman");
    }
}
