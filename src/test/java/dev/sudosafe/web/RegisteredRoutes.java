package dev.sudosafe.web;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the beans of `web` register with a router when everything is switched on. Of what they answer with they get
/// nothing.
final class RegisteredRoutes {

    private final Vertx vertx;

    private RegisteredRoutes(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Such as `GET /facts`.
    static Set<String> operations() throws ReflectiveOperationException {
        Vertx vertx = Vertx.vertx();
        try {
            return new RegisteredRoutes(vertx)
                    .router().getRoutes().stream()
                            .filter(route -> route.methods() != null)
                            .flatMap(RegisteredRoutes::operations)
                            .collect(Collectors.toCollection(TreeSet::new));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Stream<String> operations(Route route) {
        String path = route.getPath().replaceAll(":(\\w+)", "{$1}");
        return route.methods().stream().map(method -> method.name() + " " + path);
    }

    private Router router() throws ReflectiveOperationException {
        Router router = Router.router(vertx);
        for (Class<?> type : registering()) {
            Method register = type.getDeclaredMethod("register", Router.class);
            register.setAccessible(true);
            register.invoke(make(type), router);
        }
        return router;
    }

    private static List<Class<?>> registering() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.sudosafe.web").stream()
                        .filter(type ->
                                type.tryGetMethod("register", Router.class).isPresent())
                        // For people, not for programs.
                        .filter(type -> !type.isEquivalentTo(PageRoutes.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    private @Nullable Object make(Class<?> type) throws ReflectiveOperationException {
        if (type == Vertx.class) {
            return vertx;
        }
        if (type == SudosafeConfig.class) {
            return settings(type);
        }
        if (!type.isAnnotationPresent(ApplicationScoped.class)) {
            return null;
        }
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        @Nullable Object[] arguments = new @Nullable Object[constructor.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = make(constructor.getParameterTypes()[i]);
        }
        return constructor.newInstance(arguments);
    }

    private static Object settings(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, setting, none) -> {
            Class<?> answer = setting.getReturnType();
            if (answer == boolean.class) {
                return true;
            }
            return answer == Optional.class ? Optional.empty() : settings(answer);
        });
    }
}
