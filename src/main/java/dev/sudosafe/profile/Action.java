package dev.sudosafe.profile;

/// What follows from a finding, the strictest first.
public enum Action {
    /// The request is refused.
    Deny,
    /// The request is admitted, and the client is shown the finding.
    Warn,
    /// The request is admitted, and only the audit log shows the finding.
    Audit
}
