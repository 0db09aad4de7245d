package io.eventbatcher.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A service without a collector, and a class path without OpenTelemetry. */
class NoTracingTest {
    @Test
    void shouldReturnTheClientItselfAndLoadNothingOfOpenTelemetryWithoutACollector() throws Exception {
        // Given a class path without OpenTelemetry
        try (WithoutOpenTelemetry loader = new WithoutOpenTelemetry()) {
            Class<?> settings = loader.loadClass(Settings.class.getName());
            Object off = settings.getMethod("of", Map.class)
                    .invoke(null, Map.of("kafka.bootstrap-servers", "broker:9092", "registry.url", "http://registry"));
            List<Object> opened = new ArrayList<>();
            Supplier<Object> client = () -> {
                opened.add("opened");
                return null;
            };
            BiConsumer<LongSupplier, LongSupplier> shown = (taken, gone) -> opened.add(taken.getAsLong());

            // When
            Object around = loader.loadClass(Tracing.class.getName())
                    .getMethod("around", Supplier.class, settings, BiConsumer.class)
                    .invoke(null, client, off, shown);

            // Then
            assertThat(around).isNull();
            assertThat(opened).containsExactly(0L, "opened");
        }
    }

    /** Loads the service's classes anew, and knows no class of OpenTelemetry. */
    private static final class WithoutOpenTelemetry extends URLClassLoader {
        WithoutOpenTelemetry() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                    .filter(entry -> !entry.contains("opentelemetry"))
                    .map(WithoutOpenTelemetry::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (java.net.MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
