package dev.sudosafe.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SudoE2E {

    @ParameterizedTest
    @EnumSource(User.class)
    void sudo_makes_root_of_every_user(User user) {
        assertThat(Workspace.of(user).run("sudo id -u").require()).isEqualTo("0\n");
    }

    @Test
    void root_in_the_workspace_is_an_unprivileged_user_on_the_node() {
        Workspace workspace = Workspace.of(User.CODER);
        workspace
                .run("sudo bash -c 'exec -a canary-of-root sleep 300' > /dev/null 2>&1 &")
                .require();

        String uid = RealNode.shared().run("""
                        until pid=$(pgrep -x -f 'canary-of-root 300'); do sleep 1; done
                        awk '/^Uid:/ { print $2 }' /proc/$(echo $pid | cut -d ' ' -f 1)/status
                        """).require();

        assertThat(Long.parseLong(uid.strip())).isGreaterThanOrEqualTo(65536);
    }

    @Test
    void a_package_can_be_installed() {
        assertThat(Workspace.of(User.GITLAB)
                        .run(
                                "sudo apt-get install -y /opt/hello-sudosafe.deb > /tmp/apt 2>&1 || cat /tmp/apt; hello-sudosafe")
                        .require())
                .isEqualTo("hello from a package\n");
    }

    @Test
    void sudo_makes_another_user() {
        assertThat(Workspace.of(User.CODER).run("sudo -u other id -un").require())
                .isEqualTo("other\n");
    }

    @Test
    void sshd_listens_on_its_low_port() {
        String login = """
                mkdir -p ~/.ssh && ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/key && cp ~/.ssh/key.pub ~/.ssh/authorized_keys
                chmod 700 ~/.ssh && chmod 600 ~/.ssh/authorized_keys
                sudo mkdir -p /run/sshd
                sudo /usr/sbin/sshd
                ssh -p 22 -i ~/.ssh/key -o StrictHostKeyChecking=no -o LogLevel=ERROR -o ConnectionAttempts=30 coder@127.0.0.1 id -un
                """;

        assertThat(Workspace.of(User.CODER).run(login).require()).isEqualTo("coder\n");
    }

    @Test
    void several_pods_have_host_ids_of_their_own() {
        String offset = "awk '{ print $2; exit }' /proc/self/uid_map";

        assertThat(Stream.of(User.CODER, User.GITLAB, User.JUPYTER)
                        .map(user -> Workspace.of(user).run(offset).require().strip())
                        .map(Long::parseLong)
                        .sorted()
                        .toList())
                .allMatch(first -> first >= 65536 && first % 65536 == 0)
                .doesNotHaveDuplicates();
    }
}
