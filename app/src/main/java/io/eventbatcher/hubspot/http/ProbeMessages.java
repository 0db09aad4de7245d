package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.answer.Answer;
import io.eventbatcher.route.Route;
import java.util.Set;

/** Tells operators the meaning of a probe's answer, and the key to correct. */
final class ProbeMessages implements Outcome.Cases<ProbeResult> {
    private final Route route;
    private final String said;
    private final Answer answer;

    ProbeMessages(Route route, Address address, Answer answer) {
        this.route = route;
        this.said = answer.status() + " at " + address;
        this.answer = answer;
    }

    @Override
    public ProbeResult delivered(Outcome.Delivered outcome) {
        return good();
    }

    @Override
    public ProbeResult partlyDelivered(Outcome.PartlyDelivered outcome) {
        return good();
    }

    @Override
    public ProbeResult split(Outcome.Split outcome) {
        return good();
    }

    @Override
    public ProbeResult rejected(Outcome.Rejected outcome) {
        return switch (outcome.refusal()) {
            case REJECTED, UNDEFINED_NAME -> good();
            // a request without inputs speaks of no object
            case NOT_FOUND -> noSuchApi();
        };
    }

    @Override
    public ProbeResult alreadyAccepted(Outcome.AlreadyAccepted outcome) {
        return good();
    }

    @Override
    public ProbeResult unproven(Outcome.Unproven outcome) {
        return good();
    }

    @Override
    public ProbeResult retry(Outcome.Retry outcome) {
        return switch (outcome.cause()) {
            case UNCLEAR -> good();
            case THROTTLED -> limited();
            case UNREACHABLE -> bad("HubSpot is in trouble; try again later");
            case LOCKED, UNEXPECTED, DOUBTED -> notHubSpot();
        };
    }

    @Override
    public ProbeResult park(Outcome.Park outcome) {
        return switch (outcome.cause()) {
            case QUOTA -> limited();
            case MIGRATION -> bad("HubSpot moves the account to another data centre; try again later");
        };
    }

    @Override
    public ProbeResult halt(Outcome.Halt outcome) {
        return switch (outcome.cause()) {
            case NO_TOKEN, TOKEN_REFUSED, REFUSED_HERE ->
                bad("HubSpot does not know the token; set " + HubSpotSettings.TOKEN_VARIABLE
                        + " to the token of a private app that is not revoked, and check hubspot.auth");
            case BANNED, FORBIDDEN -> forbidden(outcome.facts());
            case PATH_NOT_FOUND, METHOD_NOT_ALLOWED -> noSuchApi();
            case GONE ->
                bad("HubSpot has switched this version of its API off; set routes." + route
                        + ".path to the path of the present one");
            case PAYMENT_REQUIRED -> bad("HubSpot asks for a payment; check the account's subscription");
            case REDIRECT, FORM_REFUSED, BLOCKED -> notHubSpot();
        };
    }

    /** An empty list has no effect, so taking it is as good as refusing it. */
    private ProbeResult good() {
        return new ProbeResult(true, "credentials and scope are good (" + said + ")");
    }

    private ProbeResult forbidden(Facts facts) {
        Set<String> scopes = answer.requiredScopes();
        return bad(
                scopes.isEmpty()
                        ? "the token is known, but may not do this; check its scopes and the account's subscription. HubSpot says: "
                                + facts.describe()
                        : "the token lacks the scope " + String.join(", ", scopes) + "; add it to the private app");
    }

    private ProbeResult limited() {
        return bad("a rate limit or the daily quota is used up, so nothing can be told; try again");
    }

    private ProbeResult noSuchApi() {
        return bad("there is no such API; check hubspot.base-url and routes." + route + ".path");
    }

    private ProbeResult notHubSpot() {
        return bad("that is no answer of HubSpot's; check hubspot.base-url and routes." + route + ".path");
    }

    private ProbeResult bad(String finding) {
        return new ProbeResult(false, said + ": " + finding);
    }
}
