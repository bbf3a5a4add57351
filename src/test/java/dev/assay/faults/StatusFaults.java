package dev.assay.faults;

import static dev.assay.faults.SmallGate.answering;

import dev.assay.faults.Fault.Place;
import dev.assay.testing.Script;
import java.util.List;

/** Answers that are refusals. */
final class StatusFaults {
    private StatusFaults() {}

    private static Script status(int code, String headers, String body) {
        return Script.silence()
                .raw("HTTP/1.1 " + code + " Scripted\r\n" + headers
                        + "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    }

    private static Fault.Plant refused(int code, String message) {
        return answering(status(code, "", "{\"error\":{\"message\":\"" + message + "\",\"code\":" + code + "}}"));
    }

    static List<Fault> rows() {
        return new Rows(Place.WIRE)
                .unmeasured("400 for each request", refused(400, "max_tokens must be at least 1"))
                .unmeasured("401 for each request", refused(401, "Unauthorized"))
                .unmeasured("403 for each request", refused(403, "This model is not for you"))
                .unmeasured("404 for each request", refused(404, "The model small does not exist"))
                .unmeasured(
                        "413 for each request",
                        answering(Script.document(
                                413, "text/html", "<html><h1>413 Request Entity Too Large</h1></html>")))
                .fails(
                        "429 with Retry-After",
                        answering(
                                status(429, "retry-after: 30\r\n", "{\"error\":{\"message\":\"Rate limit reached\"}}")))
                .fails("500 for each request", refused(500, "out of memory"))
                .fails(
                        "502 from a proxy",
                        answering(Script.document(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>")))
                .fails("503 without a body", answering(status(503, "retry-after: 1\r\n", "")))
                .unmeasured(
                        "redirected to another path (307)", answering(status(307, "location: /v2/completions\r\n", "")))
                .unmeasured(
                        "redirected to a page to sign in (302)",
                        answering(status(302, "location: https://sso.example.org/\r\n", "")))
                .rows();
    }
}
