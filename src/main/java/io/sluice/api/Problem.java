package io.sluice.api;

import io.sluice.message.ProblemCode;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * RFC 9457 problem details.
 *
 * @param type {@code urn:sluice:problem:<code>}
 * @param title what it means in general
 * @param detail what to do next
 * @param code stable, as in the error reference
 * @param where name, parameter or id that it is about; null when there is none
 */
@Schema(description = "Problem details after RFC 9457, with the stable code of the error reference")
public record Problem(String type, String title, int status, String detail, String code, String where) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemCode problem, int status, String where) {
        return new Problem(
                "urn:sluice:problem:" + problem.code(),
                problem.meaning(),
                status,
                problem.remedy(),
                problem.code(),
                where == null || where.isEmpty() ? null : where);
    }

    Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
