package io.eventbatcher.route;

/** The release of the service, as {@code --version} and the logs of HubSpot and of the schema registry name the service. */
public final class Release {
    /** Without the suffix of a snapshot. */
    public static final String VERSION = "0.1.0";

    /** The value of the header {@code User-Agent}. */
    public static final String USER_AGENT = "event-batcher/" + VERSION;

    private Release() {}
}
