package dev.sudosafe.cluster;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Keeps one API server and one process in the session of the launcher, which closes them at its end.
final class SharedApiServerExtension implements ParameterResolver, AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedApiServerExtension.class);

    /// @param before what a class finds, and leaves
    private record Shared(ApiServer apiServer, ApiProxy proxy, ClusterState before) implements AutoCloseable {

        static Shared start() {
            ApiServer apiServer = ApiServer.start();
            ApiProxy proxy = ApiProxy.start(apiServer.kubectl());
            return new Shared(apiServer, proxy, ClusterState.of(proxy));
        }

        @Override
        public void close() {
            proxy.close();
            apiServer.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ApiServer.class || type == SudosafeProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ApiServer.class
                ? shared(context).apiServer()
                : store(context).computeIfAbsent(SudosafeProcess.class, key -> SudosafeProcess.start());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Shared shared = store(context).get(Shared.class, Shared.class);
        if (shared != null) {
            shared.before().restore();
        }
    }

    private static Shared shared(ExtensionContext context) {
        return store(context).computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }
}
