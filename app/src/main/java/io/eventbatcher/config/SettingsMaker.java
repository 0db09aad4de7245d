package io.eventbatcher.config;

import io.eventbatcher.config.RegistrySettings.Login;
import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.route.Route;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Puts values that have been found good into the records that the rest of the code reads. */
final class SettingsMaker {
    private SettingsMaker() {}

    /** @param hostName the instance, unless given */
    static Settings settings(Values values, String hostName) {
        Map<Route, RouteSettings> routes = new EnumMap<>(Route.class);
        for (Route route : Route.values()) {
            routes.put(route, route(values, route));
        }
        return new Settings(
                values.get(ServiceKeys.APPLICATION_ID),
                values.find(ServiceKeys.INSTANCE).orElse(hostName),
                values.get(ServiceKeys.STATE_DIR),
                values.get(ServiceKeys.THREADS),
                values.get(ServiceKeys.MAX_RECORD_BYTES),
                new KafkaSettings(values.get(KafkaKeys.BOOTSTRAP_SERVERS), values.textsBelow(Keys.KAFKA_PROPERTIES)),
                registry(values),
                hubSpot(values),
                new AvroSettings(values.find(AvroKeys.DESERIALIZER), values.textsBelow(Keys.AVRO_PROPERTIES)),
                new IngestSettings(
                        values.get(IngestKeys.UNKNOWN_SCHEMA_GRACE),
                        values.get(IngestKeys.REJECTION_STREAK),
                        values.get(IngestKeys.PROBE_EVERY),
                        values.get(IngestKeys.PROBE_RECORDS)),
                new DedupeSettings(values.get(DedupeKeys.WINDOW), values.get(DedupeKeys.ON_CONFLICT)),
                topics(values),
                new UpkeepSettings(values.get(ServiceKeys.SHUTDOWN_TIMEOUT), values.get(ServiceKeys.PURGE_INTERVAL)),
                routes);
    }

    private static RegistrySettings registry(Values values) {
        Login login = new Login(
                values.find(RegistryKeys.USERNAME).orElse(""),
                values.find(RegistryKeys.PASSWORD).orElse(Secret.NONE),
                values.find(RegistryKeys.BEARER_TOKEN).orElse(Secret.NONE));
        return new RegistrySettings(
                values.get(RegistryKeys.URL),
                values.get(RegistryKeys.TIMEOUT),
                login,
                store(values, RegistryKeys.TRUSTSTORE),
                store(values, RegistryKeys.KEYSTORE));
    }

    private static Optional<Store> store(Values values, StoreKeys keys) {
        return values.find(keys.path())
                .map(path -> new Store(
                        path,
                        values.get(keys.type()),
                        values.find(keys.password()).orElse(Secret.NONE)));
    }

    private static HubSpotSettings hubSpot(Values values) {
        return new HubSpotSettings(
                values.get(AccessKeys.BASE_URL),
                values.find(AccessKeys.TOKEN).orElse(Secret.NONE),
                values.get(AccessKeys.AUTH),
                oauth(values),
                values.get(AnswerKeys.CONNECT_TIMEOUT),
                values.get(AnswerKeys.EVENTS_TIMEOUT),
                values.get(AnswerKeys.MARKETING_TIMEOUT),
                new RateSettings(
                        values.get(RateKeys.EVENTS_PER_SECOND),
                        values.get(RateKeys.ACCOUNT_PER_TEN_SECONDS),
                        values.get(RateKeys.RESERVE_PERCENT)),
                answers(values),
                new HaltSettings(
                        values.get(HaltKeys.PROBE_FIRST),
                        values.get(HaltKeys.PROBE_MOST),
                        values.get(HaltKeys.REJECTED_INPUTS),
                        values.get(HaltKeys.REJECTED_BATCHES),
                        values.get(HaltKeys.JUDGE_AFTER)));
    }

    static AnswerSettings answers(Values values) {
        return new AnswerSettings(
                values.get(AnswerKeys.ALREADY_ACCEPTED_PATTERN),
                values.get(AnswerKeys.ACCOUNT_TIME_ZONE),
                values.get(AnswerKeys.EXPIRE_AFTER));
    }

    private static HubSpotSettings.OAuth oauth(Values values) {
        return new HubSpotSettings.OAuth(
                values.find(AccessKeys.OAUTH_CLIENT_ID).orElse(Secret.NONE),
                values.find(AccessKeys.OAUTH_CLIENT_SECRET).orElse(Secret.NONE),
                values.find(AccessKeys.OAUTH_REFRESH_TOKEN).orElse(Secret.NONE),
                values.get(AccessKeys.OAUTH_TOKEN_PATH),
                values.get(AccessKeys.OAUTH_WRITE_REFRESH_TOKEN));
    }

    static TopicSettings topics(Values values) {
        return new TopicSettings(
                values.get(TopicKeys.BATCHES_PREFIX),
                values.get(TopicKeys.DEAD_LETTERS),
                values.get(TopicKeys.REPLAYS),
                values.get(TopicKeys.RECEIPTS),
                values.get(TopicKeys.LEDGER),
                values.get(TopicKeys.RATES),
                values.get(TopicKeys.LANES));
    }

    static RouteSettings route(Values values, Route route) {
        RouteKeys keys = Keys.route(route);
        Api api = keys.api().map(values::get).orElse(Api.BATCH);
        boolean single = api == Api.V3;
        return new RouteSettings(
                values.get(keys.enabled()),
                values.get(keys.topic()),
                api,
                single && !values.isGiven(keys.path()) ? Api.V3_PATH : values.get(keys.path()),
                values.get(keys.lanes()),
                values.get(keys.linger()),
                single && !values.isGiven(keys.maxInputs()) ? 1 : values.get(keys.maxInputs()),
                values.get(keys.maxBytes()),
                values.get(keys.inFlight()));
    }
}
