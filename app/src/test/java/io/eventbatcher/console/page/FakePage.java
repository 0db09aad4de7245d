package io.eventbatcher.console.page;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Response;
import java.util.ArrayList;
import java.util.List;

/** A page that shows what it is asked for, and notes what is done. */
final class FakePage implements Page {
    static final String PATH = "/console/fake";

    final List<String> done = new ArrayList<>();

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String tab() {
        return "Fake";
    }

    @Override
    public Response get(Visit visit) {
        return visit.page(
                "Fake",
                visit.form(Link.to(PATH), Html.text(visit.request().query().get("text"))));
    }

    @Override
    public Response post(Visit visit) {
        done.add(visit.visitor().name());
        return Response.seeOther(Link.to(PATH));
    }
}
