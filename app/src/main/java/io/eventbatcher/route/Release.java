package io.eventbatcher.route;

/** The release of the service, as {@code --version} and HubSpot's logs name the service. */
public final class Release {
    /** Without the suffix of a snapshot. */
    public static final String VERSION = "0.1.0";

    private Release() {}
}
