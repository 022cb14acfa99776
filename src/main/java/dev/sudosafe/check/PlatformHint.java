package dev.sudosafe.check;

import dev.sudosafe.pod.PodView;

/// The setting of a platform that a finding comes from.
///
/// @param check the check's id
/// @param named a container, volume or annotation that the finding's field belongs to; empty for any
/// @param remedy what to set there; takes the place of the check's own remedy
public record PlatformHint(Platform platform, String check, String named, String remedy) {

    boolean fits(Finding finding, PodView pod) {
        return check.equals(finding.check().id())
                && (named.isEmpty() || finding.field().path().passes(named))
                && platform.created(pod);
    }

    /// The remedy with the platform's name and page.
    public String text() {
        return "%s (%s: https://sudosafe.dev/platforms/%s)".formatted(remedy, platform.title(), platform.id());
    }
}
