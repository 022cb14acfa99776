package dev.sudosafe.cluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Passes the [ApiServer] that this test class shares with others to its methods, and a [SudosafeProcess] with the
/// built-in profile to those that ask for one. The API server has its default flags. When the class ends, the objects
/// that it has created are removed.
///
/// A class that needs other flags, counts the API server's metrics, stops it or stops the process starts its own.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedApiServerExtension.class)
public @interface SharedApiServer {}
