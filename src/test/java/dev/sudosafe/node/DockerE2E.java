package dev.sudosafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.cluster.Output;
import dev.sudosafe.cluster.SudosafeProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Docker in the workspace, through the injected socket.
class DockerE2E {

    @ParameterizedTest
    @EnumSource(User.class)
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
                docker build --quiet --tag stages /tmp/stages > /dev/null
                docker run --rm stages
                """)).isEqualTo("built\n");
    }

    @ParameterizedTest
    @EnumSource(User.class)
    void what_a_container_makes_in_the_project_belongs_to_the_engine_s_user(User user) {
        assertThat(docker(user, """
                docker run --rm -v /project:/p tiny touch /p/made-by-docker
                stat -c %u /project/made-by-docker
                """)).isEqualTo(user.engine() + "\n");
    }

    @ParameterizedTest
    @EnumSource(value = User.class, mode = EnumSource.Mode.EXCLUDE, names = "ROOT")
    void the_project_s_own_folders_can_be_written_from_both_sides(User user) {
        assertThat(docker(user, """
                mkdir -p -m 700 /project/private
                docker run --rm -v /project/private:/p tiny sh -c 'echo from docker > /p/file'
                echo from the workspace >> /project/private/file
                cat /project/private/file
                """)).isEqualTo("from docker\nfrom the workspace\n");
    }

    @Test
    void a_container_cannot_write_what_only_root_of_the_workspace_may() {
        Output written = Workspace.of(User.ROOT).run(Workspace.TINY + """
                mkdir -p -m 755 /project/of-root
                docker run --rm -v /project/of-root:/p tiny touch /p/file
                """);

        assertThat(written.err()).contains("Permission denied");
    }

    @ParameterizedTest
    @EnumSource(User.class)
    void a_published_port_is_reached_from_the_workspace(User user) {
        assertThat(docker(user, """
                docker rm -f web > /dev/null 2>&1
                docker run -d --name web -p 8080:80 tiny sh -c 'mkdir /www; echo hello > /www/index.html; httpd -f -h /www' > /dev/null
                curl -s --retry 10 --retry-all-errors --retry-delay 1 http://127.0.0.1:8080/
                docker rm -f web > /dev/null
                """)).isEqualTo("hello\n");
    }

    @Test
    void two_containers_meet_on_a_network_of_their_own() {
        assertThat(docker(User.CODER, """
                docker network create ours > /dev/null
                docker run -d --name server --network ours tiny sh -c 'mkdir /www; echo met > /www/index.html; httpd -f -h /www' > /dev/null
                docker run --rm --network ours tiny sh -c 'for i in 1 2 3 4 5; do wget -qO- http://server/ && break; sleep 1; done'
                docker rm -f server > /dev/null
                docker network rm ours > /dev/null
                """)).isEqualTo("met\n");
    }

    @Test
    void compose_starts_services_that_find_each_other() {
        assertThat(docker(User.CODER, """
                mkdir -p /tmp/compose && cd /tmp/compose
                cat > compose.yaml <<END
                services:
                  server:
                    image: tiny
                    command: sh -c 'mkdir /www; echo composed > /www/index.html; httpd -f -h /www'
                  client:
                    image: tiny
                    depends_on: [server]
                    command: sh -c 'for i in 1 2 3 4 5; do wget -qO- http://server/ && break; sleep 1; done'
                END
                docker compose --progress=quiet run --rm client 2> /dev/null
                docker compose --progress=quiet down 2> /dev/null
                """)).isEqualTo("composed\n");
    }

    @Test
    void a_container_s_log_can_be_read_and_a_command_run_in_it() {
        assertThat(docker(User.CODER, """
                docker run -d --name logging tiny sh -c 'echo from the log; sleep 300' > /dev/null
                until docker logs logging | grep . ; do sleep 1; done
                docker exec logging echo from exec
                docker rm -f logging > /dev/null
                """)).isEqualTo("from the log\nfrom exec\n");
    }

    @Test
    void a_second_build_finds_the_first_one_s_layers() {
        String build = "docker build --progress=plain /tmp/cached 2>&1 | grep -c '^#[0-9]* CACHED$'\n";

        assertThat(docker(User.CODER, """
                mkdir -p /tmp/cached
                printf 'FROM tiny\\nRUN date > /date\\n' > /tmp/cached/Dockerfile
                docker build --quiet /tmp/cached > /dev/null
                """ + build)).isEqualTo("1\n");
    }

    @Test
    void an_image_is_pushed_to_a_registry_and_pulled_from_it() {
        assertThat(docker(User.CODER, """
                docker tag tiny 10.99.0.1:5000/library/pushed:1
                docker push --quiet 10.99.0.1:5000/library/pushed:1 > /dev/null
                docker image rm 10.99.0.1:5000/library/pushed:1 > /dev/null
                docker run --rm --quiet 10.99.0.1:5000/library/pushed:1 echo pulled
                """)).isEqualTo("pulled\n");
    }

    @Test
    void an_image_without_a_registry_in_its_name_comes_from_the_mirror() {
        assertThat(docker(User.CODER, """
                docker tag tiny 10.99.0.1:5000/library/mirrored:1
                docker push --quiet 10.99.0.1:5000/library/mirrored:1 > /dev/null
                docker run --rm --quiet mirrored:1 echo mirrored
                """)).isEqualTo("mirrored\n");
    }

    @Test
    void memory_and_cpu_limits_of_a_container_are_taken_and_have_no_effect() {
        assertThat(docker(User.CODER, "docker run --rm --memory 64m --cpus 0.5 tiny echo ran 2> /dev/null"))
                .isEqualTo("ran\n");
    }

    @Test
    void after_twenty_containers_no_process_is_left_unreaped() {
        docker(User.CODER, "for i in $(seq 20); do docker run --rm tiny true; done");

        // One that has only just ended is one for a moment.
        SudosafeProcess.await(
                "reaped",
                () -> RealNode.shared()
                        .run("ps -eo stat,comm | awk '$1 ~ /^Z/ && /shim|runc|slirp|docker/' | wc -l")
                        .require()
                        .equals("0\n"));
    }

    private static String docker(User user, String script) {
        return Workspace.of(user).run(Workspace.TINY + script).require();
    }
}
