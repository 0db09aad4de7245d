package io.eventbatcher.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eventbatcher.config.Settings;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.route.Route;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayRateTest {
    /** A fifth of requests a second, without the reserve, times the inputs of a request. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEHAVIORAL | | 5000",
                "BEHAVIORAL | routes: {behavioral: {max-inputs: 10}} | 2250",
                "BEHAVIORAL | hubspot: {rate: {events-per-second: 10, reserve-percent: 50}} | 500",
                "MARKETING_UPSERT | | 342",
                "BEHAVIORAL MARKETING_UPSERT | | 342",
                "MARKETING_UPDATE | hubspot: {rate: {account-per-ten-seconds: 5, reserve-percent: 0}} | 10"
            })
    void shouldLeaveFourFifthsOfTheLowestBudgetToLiveEvents(String names, @Nullable String yaml, double expected) {
        // Given
        Set<Route> routes = EnumSet.noneOf(Route.class);
        for (String name : names.split(" ", -1)) {
            routes.add(Route.valueOf(name));
        }
        Settings settings = LeastSettings.with(yaml == null ? "" : yaml);

        // When
        double rate = ReplayRate.of(settings, routes);

        // Then
        assertThat(rate).isCloseTo(expected, within(0.001));
    }
}
