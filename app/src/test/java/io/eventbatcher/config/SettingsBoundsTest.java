package io.eventbatcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.config.table.InvalidValueException;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Listed;
import io.eventbatcher.config.table.Span;
import io.eventbatcher.config.table.Text;
import io.eventbatcher.config.table.Type;
import io.eventbatcher.config.table.Url;
import io.eventbatcher.config.table.Whole;
import io.eventbatcher.route.Route;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings records hold the bounds of their keys, however they are constructed. */
class SettingsBoundsTest {
    private static final Settings DEFAULTS =
            Settings.of(Map.of("kafka.bootstrap-servers", "broker:9092", "registry.url", "http://registry:8081"));

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("valuesOutOfBounds")
    void shouldRefuseToConstructARecordOutOfBounds(Key<?> key, Object value) {
        // When
        List<String> refusals = refusals(DEFAULTS, value);

        // Then
        assertThat(refusals)
                .filteredOn(refusal -> refusal.startsWith(key + ": "))
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("bounds")
    void shouldTakeTheBoundsThemselves(Key<?> key, Object value) {
        // When
        List<String> refusals = refusals(DEFAULTS, value);

        // Then
        assertThat(refusals).noneMatch(refusal -> refusal.startsWith(key + ": "));
    }

    @Test
    void shouldNameKeyValueAndRemedy() {
        assertThatThrownBy(() -> new HaltSettings(Duration.ZERO, Duration.ofMinutes(1), 20, 3, Duration.ofSeconds(30)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("hubspot.halt.probe-first: 0ms is out of range; allowed are 100ms to 10m.");
        assertThatThrownBy(() ->
                        new HaltSettings(Duration.ofSeconds(5), Duration.ofMinutes(1), -1, 3, Duration.ofSeconds(30)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("hubspot.halt.rejected-inputs: -1 is out of range; allowed are 0 to 10000.");
    }

    @Test
    void shouldRefuseDurationsThatNoTextStandsFor() {
        for (Duration odd : List.of(Duration.ofSeconds(-1), Duration.ofNanos(1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> new UpkeepSettings(odd, Duration.ofSeconds(30)))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("shutdown-timeout: '" + odd + "' is no duration");
        }
    }

    @Test
    void shouldRefuseBatchesForV3() {
        RouteSettings route = DEFAULTS.route(Route.BEHAVIORAL);

        assertThatThrownBy(() -> new RouteSettings(
                        Route.BEHAVIORAL,
                        true,
                        route.topic(),
                        Api.V3,
                        route.path(),
                        route.lanes(),
                        route.linger(),
                        5,
                        route.maxBytes(),
                        route.inFlight()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("routes.behavioral.max-inputs: 5 does not go with routes.behavioral.api v3");
    }

    @Test
    void shouldRefuseReservedPropertiesOfKafka() {
        assertThatThrownBy(() -> new KafkaSettings("broker:9092", Map.of("producer.acks", "0")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("kafka.properties.producer.acks: is not yours to set, because exactly-once depends on it;"
                        + " remove it.");
    }

    @Test
    void shouldRefuseStoresOfUnknownFormats() {
        assertThatThrownBy(() -> new Store(Path.of("store"), "PEM", Secret.NONE))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("allowed are pkcs12, jks");
    }

    static Stream<Arguments> valuesOutOfBounds() {
        return Settings.TABLE.keys().stream()
                .flatMap(key -> outOfBounds(key.type()).map(value -> Arguments.of(key, value)));
    }

    private static Stream<Object> outOfBounds(Type<?> type) {
        if (type instanceof Whole whole) {
            return Stream.of(whole.least() - 1, whole.most() + 1);
        }
        if (type instanceof Span span) {
            return Stream.of(span.least().minusMillis(1), span.most().plusMillis(1));
        }
        if (type instanceof Url) {
            return Stream.of(URI.create("ftp://host"));
        }
        if (type instanceof Listed) {
            return Stream.of(List.of(), List.of(URI.create("https://host?query")));
        }
        if (type == Secret.TOKEN) {
            return Stream.of(new Secret("two\nlines"));
        }
        boolean text = type instanceof Text
                || List.of("regular expression", "host:port, comma separated").contains(type.kind());
        return text ? Stream.of("\n") : Stream.empty();
    }

    static Stream<Arguments> bounds() {
        return Settings.TABLE.keys().stream().flatMap(key -> {
            if (key.type() instanceof Whole whole) {
                return Stream.of(Arguments.of(key, whole.least()), Arguments.of(key, whole.most()));
            }
            return key.type() instanceof Span span
                    ? Stream.of(Arguments.of(key, span.least()), Arguments.of(key, span.most()))
                    : Stream.empty();
        });
    }

    /** The messages of constructors when each component of a record, and of the records in it, becomes a value of the same type. */
    private static List<String> refusals(Record settings, Object value) {
        List<String> refusals = new ArrayList<>();
        RecordComponent[] components = settings.getClass().getRecordComponents();
        for (int index = 0; index < components.length; index++) {
            Object own = get(components[index], settings);
            recordsIn(own).forEach(inner -> refusals.addAll(refusals(inner, value)));
            construct(settings, index, own instanceof Optional ? Optional.of(value) : value)
                    .ifPresent(refusals::add);
        }
        return refusals;
    }

    private static Stream<Record> recordsIn(Object own) {
        Collection<?> parts = own instanceof Map<?, ?> map ? map.values() : List.of(own);
        return parts.stream().filter(Record.class::isInstance).map(Record.class::cast);
    }

    private static Optional<String> construct(Record settings, int index, Object value) {
        RecordComponent[] components = settings.getClass().getRecordComponents();
        Object[] arguments = Arrays.stream(components)
                .map(component -> get(component, settings))
                .toArray();
        arguments[index] = value;
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            settings.getClass().getDeclaredConstructor(types).newInstance(arguments);
            return Optional.empty();
        } catch (InvocationTargetException refused) {
            return refused.getCause() instanceof InvalidValueException invalid
                    ? Optional.ofNullable(invalid.getMessage())
                    : Optional.empty();
        } catch (IllegalArgumentException otherType) {
            return Optional.empty();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object get(RecordComponent component, Record settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
