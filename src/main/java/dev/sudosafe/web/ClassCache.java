package dev.sudosafe.web;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// The JVM's ahead-of-time cache (JEP 483), which the image has. A JVM that it does not fit, for another build of Java
/// or other flags, leaves it out and starts at half the speed.
final class ClassCache {

    private ClassCache() {}

    /// The cache that the JVM was given and does not use.
    static Optional<String> unused() {
        return unused(option("AOTCache"), System.getProperty("java.vm.info", ""));
    }

    /// @param vmInfo says "sharing" while any archive of classes is in use. There is no other one beside a cache:
    ///     one that does not fit takes the place of the JDK's own all the same.
    static Optional<String> unused(String file, String vmInfo) {
        return file.isEmpty() || vmInfo.contains("sharing") ? Optional.empty() : Optional.of(file);
    }

    private static String option(String name) {
        try {
            return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption(name)
                    .getValue();
        } catch (IllegalArgumentException e) {
            // Another JVM than HotSpot.
            return "";
        }
    }
}
