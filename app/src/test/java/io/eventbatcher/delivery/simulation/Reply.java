package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * HubSpot's side of a request.
 *
 * @param status the HTTP status; 0 when the connection breaks, -1 when there is no answer at all
 * @param taken the inputs that HubSpot takes
 * @param proven the inputs of which the answer says so
 * @param refused the inputs that the answer refuses by name, or that were refused alone
 * @param after the time that the answer takes longer than usual
 */
record Reply(
        int status,
        Map<String, String> headers,
        String body,
        List<SentRequest.Input> taken,
        List<SentRequest.Input> proven,
        List<SentRequest.Input> refused,
        Duration after) {
    static final int BROKEN_OFF = 0;
    static final int NEVER = -1;

    static Reply of(int status, String body) {
        return new Reply(status, Map.of(), body, List.of(), List.of(), List.of(), Duration.ZERO);
    }

    static Reply of(int status) {
        return of(status, "");
    }

    Reply with(String header, String value) {
        return new Reply(status, Map.of(header, value), body, taken, proven, refused, after);
    }

    /** HubSpot takes these inputs, and says so. */
    Reply proving(List<SentRequest.Input> inputs) {
        return new Reply(status, headers, body, inputs, inputs, refused, after);
    }

    /** HubSpot refuses these inputs. */
    Reply refusing(List<SentRequest.Input> inputs) {
        return new Reply(status, headers, body, taken, proven, inputs, after);
    }

    /** HubSpot takes what it would have taken, and this is what is heard of it. */
    Reply insteadOf(Reply truth) {
        return new Reply(status, headers, body, truth.taken(), List.of(), List.of(), after);
    }

    Reply after(Duration duration) {
        return new Reply(status, headers, body, taken, proven, refused, duration);
    }

    /** The status as people write it. */
    String label() {
        return status == NEVER ? "none" : status == BROKEN_OFF ? "broken off" : String.valueOf(status);
    }
}
