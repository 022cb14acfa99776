package dev.sudosafe.web;

import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import java.util.Optional;

/// Whose TLS it is: that of BoringSSL, in native code, where there is a library of it for this machine, else the JDK's
/// own (ADR 19).
final class TlsEngine {

    private TlsEngine() {}

    /// Without kept sessions, as API servers never resume one.
    static SSLEngineOptions fastest() {
        return missing().isEmpty()
                ? new OpenSSLEngineOptions().setSessionCacheEnabled(false)
                : new JdkSSLEngineOptions();
    }

    /// Why there is no native one.
    static Optional<String> missing() {
        return Optional.ofNullable(OpenSsl.unavailabilityCause()).map(Throwable::toString);
    }
}
