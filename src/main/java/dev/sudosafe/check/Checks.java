package dev.sudosafe.check;

import dev.sudosafe.placement.Placement;
import dev.sudosafe.profile.Generations;
import dev.sudosafe.profile.NamePatterns;
import dev.sudosafe.profile.Policy;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The list of checks.
public final class Checks {

    private Checks() {}

    /// The checks with the settings of a profile.
    public static List<Check> of(Generations profiles) {
        WorkspaceProfile.Spec profile = profiles.current().spec();
        Policy.Allow allow = profile.policy().allow();
        return List.of(
                new AppArmorProfiles(allow.appArmorProfiles()),
                new BlockDevices(),
                new Capabilities(allow.capabilities()),
                new DeviceClaims(),
                new DockerSidecarIntact(),
                new ExtendedResources(new NamePatterns(allow.resources())),
                new HostNamespaces(),
                new HostPathVolumes(),
                new HostPorts(),
                new IsolationPresent(profile.isolation()),
                new IsolationSupport(profile.isolation(), new Placement(profiles.current())),
                new PersistentVolumes(allow.storageClasses()),
                new PriorityClasses(),
                new PrivilegeEscalation(profile.sudo(), profile.isolation()),
                new PrivilegedContainers(),
                new ProbeHosts(),
                new ProcMount(allow.procMounts()),
                new ProjectedSources(allow.volumeTypes()),
                new RuntimeAnnotations(new NamePatterns(allow.annotations())),
                new SeLinuxOptions(allow.seLinuxTypes()),
                new SeccompProfiles(allow.seccompProfiles()),
                new ServiceAccountTokens(new NamePatterns(allow.serviceAccounts()), allow.tokenAudiences()),
                new ServiceAccounts(new NamePatterns(allow.serviceAccounts())),
                new SharedProcesses(),
                new SidecarTargets(),
                new SubPaths(profile.isolation()),
                new Sysctls(allow.sysctls()),
                new Tolerations(),
                new UnresolvedClaims(allow.storageClasses()),
                new UserIds(allow.idsPerPod()),
                new VolumeTypes(allow.volumeTypes(), allow.csiDrivers()),
                new WindowsHostProcess());
    }

    /// The checks of a change.
    public static List<ChangeCheck> ofChange(Generations profiles) {
        return List.of(
                new InjectionMark(profiles.current().name()),
                new MirrorPods(),
                new NodeNames(),
                new WorkspaceLabels(profiles.current().spec().podSelector()));
    }

    /// Every check's documentation, by id.
    public static List<CheckDoc> docs() {
        Generations any = Generations.first(WorkspaceProfile.builtIn());
        return Stream.concat(
                        of(any).stream().map(Check::doc), ofChange(any).stream().map(ChangeCheck::doc))
                .sorted(Comparator.comparing(CheckDoc::id))
                .toList();
    }

    public static Set<String> ids() {
        return docs().stream().map(CheckDoc::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
