package io.eventbatcher.monitoring;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.delivery.DeliverySnapshot;
import io.eventbatcher.delivery.rate.RateShare;
import io.eventbatcher.hubspot.DailyQuota;
import io.eventbatcher.route.Route.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Gauges of rates and quotas: the present second, the account's day, and the month of behavioral events. */
final class QuotaMeters {
    private final Meters meters;
    private final Supplier<DeliverySnapshot> snapshot;

    QuotaMeters(Meters meters, Supplier<DeliverySnapshot> snapshot) {
        this.meters = meters;
        this.snapshot = snapshot;
    }

    void register(HubSpotSettings settings, MonthCount month, InstantSource clock) {
        for (Quota quota : Quota.values()) {
            String label = quota.name().toLowerCase(Locale.ROOT);
            rate(ServiceMetric.RATE_ALLOWED, quota, RateShare.Rates::allowed, label);
            rate(ServiceMetric.RATE_GRANTED, quota, RateShare.Rates::granted, label);
            rate(ServiceMetric.RATE_USED, quota, RateShare.Rates::used, label);
        }
        rate(ServiceMetric.QUOTA_DAY, Quota.ACCOUNT, RateShare.Rates::daily);
        rate(ServiceMetric.QUOTA_DAY_LEFT, Quota.ACCOUNT, RateShare.Rates::dailyLeft);
        DailyQuota day = new DailyQuota(settings.answers().accountTimeZone());
        meters.gauge(ServiceMetric.QUOTA_DAY_RENEWAL, () -> Meters.seconds(left(day, clock.instant())));
        meters.gauge(ServiceMetric.QUOTA_MONTH, settings.rate()::eventsPerMonth);
        meters.gauge(ServiceMetric.QUOTA_MONTH_USED, month::events);
        meters.gauge(ServiceMetric.QUOTA_MONTH_RENEWAL, () -> Meters.seconds(month.left()));
    }

    private void rate(ServiceMetric metric, Quota quota, ToDoubleFunction<RateShare.Rates> part, String... tags) {
        meters.gauge(
                metric,
                () -> part.applyAsDouble(
                        Objects.requireNonNull(snapshot.get().rates().get(quota))),
                tags);
    }

    private static Duration left(DailyQuota day, Instant now) {
        return Duration.between(now, day.midnightAfter(now));
    }
}
