package io.eventbatcher.delivery.halt;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.log.EMailAddresses;
import io.eventbatcher.route.Route;
import java.util.Set;

/** Messages to operators about halts: the answer of HubSpot, the consequence for events, and the key to correct. */
public final class HaltMessages {
    private static final String WAITING =
            " Nothing becomes a dead letter: events wait, delivery tries one input now and then, and all go on when HubSpot takes the input.";

    private HaltMessages() {}

    public static String of(Route route, Outcome.Halt halt) {
        return switch (halt.cause()) {
            case NO_TOKEN, TOKEN_REFUSED, BANNED ->
                "HubSpot does not accept our credentials, so every route has stopped: "
                        + answer(halt) + WAITING + " Is the token right? Correct " + HubSpotSettings.TOKEN_VARIABLE
                        + ", or the file that " + HubSpotSettings.TOKEN_FILE_VARIABLE
                        + " names; for an app that was uninstalled or an OAuth grant that was revoked, authorise it again.";
            case REFUSED_HERE ->
                stopped(route, halt)
                        + " HubSpot takes the same token elsewhere, so the token is good: look at the path, routes."
                        + route + ".path, and at what is peculiar about the events. When the events are what is wrong:"
                        + " event-batcher lanes dead-letter " + route + " makes dead letters of them.";
            case FORBIDDEN ->
                stopped(route, halt) + " Has the token's app the scope " + scope(route)
                        + ", and the account the tier that this API needs? Grant it, and install the app again or use its new"
                        + " token.";
            case PATH_NOT_FOUND, METHOD_NOT_ALLOWED ->
                stopped(route, halt) + " Are hubspot.base-url and routes." + route
                        + ".path right? HubSpot moves its paths; the default is " + route.defaultPath() + ".";
            case GONE ->
                stopped(route, halt) + " HubSpot has switched this version of its API off: set routes." + route
                        + ".path to the path of the present one, from HubSpot's documentation, or take a newer release of the"
                        + " service.";
            case PAYMENT_REQUIRED ->
                stopped(route, halt)
                        + " HubSpot asks for a payment. Has the account a subscription with this API, and is the"
                        + " bill paid?";
            case FORM_REFUSED ->
                stopped(route, halt) + " The address does not take the form of our requests (JSON, by POST). Are"
                        + " hubspot.base-url and routes." + route
                        + ".path HubSpot's, without a proxy that changes headers?";
            case BLOCKED ->
                stopped(route, halt) + " A firewall or proxy between here and HubSpot's API blocks the request. Is"
                        + " hubspot.base-url right, and does the network let the service through? When the firewall refuses"
                        + " single events, delivery finds them as soon as HubSpot takes others; event-batcher lanes"
                        + " dead-letter " + route + " makes a dead letter of one that is alone.";
            case REDIRECT ->
                stopped(route, halt)
                        + " HubSpot redirects to another address, to which delivery must not send the token. Is hubspot.base-url right, its"
                        + " scheme (https) included, and routes." + route + ".path?";
        };
    }

    /** Without a token no request was sent; the reason why there is no token stands for the answer. */
    private static String answer(Outcome.Halt halt) {
        String message = halt.facts().message();
        return halt.cause() == Outcome.Halt.Cause.NO_TOKEN && message != null
                ? message
                : halt.facts().describe();
    }

    private static String stopped(Route route, Outcome.Halt halt) {
        return "HubSpot takes no request of the route " + route + ", which has stopped: "
                + EMailAddresses.masked(halt.facts().describe()) + WAITING;
    }

    private static String scope(Route route) {
        return switch (route.quota()) {
            case EVENTS -> "analytics.behavioral_events.send";
            case ACCOUNT -> "crm.objects.marketing_events.write";
        };
    }

    public static String rejected(Route route, int inputs, Set<String> names, DeadLetter newest) {
        String message = DeadLetterHeader.ERRORS_MESSAGE.in(newest.headers()).orElse("no message.");
        String kinds = names.size() > 1 ? " of " + names.size() + " event names" : "";
        return "HubSpot rejects everything of the route " + route + ", which has stopped: the last " + inputs
                + " events"
                + kinds + ", and none was taken between. The last one: " + EMailAddresses.masked(message) + WAITING
                + " Is it the token of the right account, and is routes." + route + ".path right? When the events are"
                + " what is wrong: event-batcher lanes dead-letter " + route + " makes dead letters of them.";
    }
}
