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
                values.get(Keys.APPLICATION_ID),
                values.find(Keys.INSTANCE).orElse(hostName),
                values.get(Keys.STATE_DIR),
                values.get(Keys.THREADS),
                values.get(Keys.MAX_RECORD_BYTES),
                new KafkaSettings(values.get(Keys.BOOTSTRAP_SERVERS), values.textsBelow(Keys.KAFKA_PROPERTIES)),
                registry(values),
                hubSpot(values),
                new AvroSettings(values.find(Keys.AVRO_DESERIALIZER), values.textsBelow(Keys.AVRO_PROPERTIES)),
                new IngestSettings(
                        values.get(Keys.INGEST_UNKNOWN_SCHEMA_GRACE),
                        values.get(Keys.INGEST_REJECTION_STREAK),
                        values.get(Keys.INGEST_PROBE_EVERY),
                        values.get(Keys.INGEST_PROBE_RECORDS)),
                new DedupeSettings(values.get(Keys.DEDUPE_WINDOW), values.get(Keys.DEDUPE_ON_CONFLICT)),
                topics(values),
                new UpkeepSettings(values.get(Keys.SHUTDOWN_TIMEOUT), values.get(Keys.PURGE_INTERVAL)),
                routes);
    }

    private static RegistrySettings registry(Values values) {
        Login login = new Login(
                values.find(Keys.REGISTRY_USERNAME).orElse(""),
                values.find(Keys.REGISTRY_PASSWORD).orElse(Secret.NONE),
                values.find(Keys.REGISTRY_BEARER_TOKEN).orElse(Secret.NONE));
        return new RegistrySettings(
                values.get(Keys.REGISTRY_URL),
                values.get(Keys.REGISTRY_TIMEOUT),
                login,
                store(values, Keys.REGISTRY_TRUSTSTORE),
                store(values, Keys.REGISTRY_KEYSTORE));
    }

    private static Optional<Store> store(Values values, Keys.StoreKeys keys) {
        return values.find(keys.path())
                .map(path -> new Store(
                        path,
                        values.get(keys.type()),
                        values.find(keys.password()).orElse(Secret.NONE)));
    }

    private static HubSpotSettings hubSpot(Values values) {
        return new HubSpotSettings(
                values.get(Keys.HUBSPOT_BASE_URL),
                values.find(Keys.HUBSPOT_TOKEN).orElse(Secret.NONE),
                values.get(Keys.HUBSPOT_AUTH),
                oauth(values),
                values.get(Keys.HUBSPOT_CONNECT_TIMEOUT),
                values.get(Keys.HUBSPOT_EVENTS_TIMEOUT),
                values.get(Keys.HUBSPOT_MARKETING_TIMEOUT),
                new RateSettings(
                        values.get(Keys.EVENTS_PER_SECOND),
                        values.get(Keys.ACCOUNT_PER_TEN_SECONDS),
                        values.get(Keys.RESERVE_PERCENT)),
                answers(values),
                new HaltSettings(
                        values.get(Keys.HALT_PROBE_FIRST),
                        values.get(Keys.HALT_PROBE_MOST),
                        values.get(Keys.HALT_REJECTED_INPUTS),
                        values.get(Keys.HALT_REJECTED_BATCHES),
                        values.get(Keys.HALT_JUDGE_AFTER)));
    }

    static AnswerSettings answers(Values values) {
        return new AnswerSettings(
                values.get(Keys.ALREADY_ACCEPTED_PATTERN),
                values.get(Keys.ACCOUNT_TIME_ZONE),
                values.get(Keys.EXPIRE_AFTER));
    }

    private static HubSpotSettings.OAuth oauth(Values values) {
        return new HubSpotSettings.OAuth(
                values.find(Keys.OAUTH_CLIENT_ID).orElse(Secret.NONE),
                values.find(Keys.OAUTH_CLIENT_SECRET).orElse(Secret.NONE),
                values.find(Keys.OAUTH_REFRESH_TOKEN).orElse(Secret.NONE),
                values.get(Keys.OAUTH_TOKEN_PATH),
                values.get(Keys.OAUTH_WRITE_REFRESH_TOKEN));
    }

    static TopicSettings topics(Values values) {
        return new TopicSettings(
                values.get(Keys.TOPICS_BATCHES_PREFIX),
                values.get(Keys.TOPICS_DEAD_LETTERS),
                values.get(Keys.TOPICS_REPLAYS),
                values.get(Keys.TOPICS_RECEIPTS),
                values.get(Keys.TOPICS_LEDGER),
                values.get(Keys.TOPICS_RATES),
                values.get(Keys.TOPICS_LANES));
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
