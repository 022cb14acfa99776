package dev.sudosafe.check;

import dev.sudosafe.pod.ContainerView;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A HostProcess container is a process of the Windows node itself (KEP-1981).
record WindowsHostProcess() implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "windows-host-process",
                    "Windows host processes",
                    List.of(
                            "spec.securityContext.windowsOptions.hostProcess",
                            "spec.*containers[*].securityContext.windowsOptions.hostProcess"),
                    "undefined, false",
                    "runs the container on the node without any container around it",
                    "remove it")
            .with(
                    new CheckDoc.Source(
                            "KEP-1981: Windows privileged containers",
                            "https://github.com/kubernetes/enhancements/tree/master/keps/sig-windows/1981-windows-privileged-container-support"));

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public void inspect(PodView pod, Known known, Consumer<Finding> found) {
        inspect(pod.securityContext(), () -> "pod", found);
        for (ContainerView container : pod.containers()) {
            inspect(container.securityContext(), container::described, found);
        }
    }

    private static void inspect(Field securityContext, Supplier<String> owner, Consumer<Finding> found) {
        Field hostProcess = securityContext.at("windowsOptions").at("hostProcess");
        if (hostProcess.isTrue()) {
            found.accept(DOC.finding(hostProcess, owner.get()));
        }
    }
}
