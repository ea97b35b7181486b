package io.sluice.api;

import io.sluice.identity.Role;
import io.sluice.ledger.FileRow;
import io.sluice.ledger.IncomingFiles;
import io.sluice.ledger.LedgerProblem;
import io.sluice.message.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Files that came in. What is in them is found as messages, whose parent is the file. */
@Path("/api/files")
@ApplicationScoped
@Tag(name = "operation")
public class FilesResource {

    private final IncomingFiles files;

    FilesResource(IncomingFiles files) {
        this.files = files;
    }

    /**
     * @param records that become messages
     * @param read records of the file that have been read, headers and trailers included
     * @param code why it is refused or lost, or what was wrong with it and accepted
     * @param place where it lies, or is being moved to
     * @param reported the delivery that tells its sender about refused and dead records; null when there is none
     * @param settled nothing is to be done any more for any of its records
     */
    public record FileView(
            UUID id,
            String file,
            String listener,
            String integration,
            String state,
            String code,
            long size,
            String sha256,
            long records,
            long read,
            String place,
            boolean settled,
            UUID reported,
            Instant claimedAt,
            Instant endedAt) {

        static FileView of(FileRow row) {
            return new FileView(
                    row.id(),
                    row.name(),
                    row.listener(),
                    row.integration(),
                    row.state().name(),
                    row.code(),
                    row.size(),
                    HexFormat.of().formatHex(row.sha256()),
                    row.records(),
                    row.position(),
                    row.place(),
                    row.settled(),
                    row.reported(),
                    row.claimedAt(),
                    row.endedAt());
        }
    }

    /** The newest first. */
    public record FileList(List<FileView> items) {}

    /**
     * @param outcomes how many of its records are in which state
     * @param balanced whether these are as many as the file has
     * @param report null when there is none
     */
    public record FileBalance(FileView file, Map<String, Long> outcomes, boolean balanced, Report report) {}

    /** The delivery that tells its sender about refused and dead records. */
    public record Report(UUID delivery, String endpoint, String state) {}

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Files that came in, newest first")
    public FileList list(@QueryParam("limit") Integer limit) {
        return new FileList(
                files.newest(Parameters.limit(limit)).stream().map(FileView::of).toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.VIEW)
    @Operation(
            summary = "A file and what became of its records",
            description = "records = completed + filtered + rejected + duplicate + held + dead + inDoubt + inProgress")
    public FileBalance one(@PathParam("id") String id) {
        FileRow row = files.find(Parameters.required("id", id))
                .orElseThrow(() -> new ProblemException(LedgerProblem.NOT_FOUND, "file"));
        Map<String, Long> outcomes = files.states(row.id());
        long known = outcomes.values().stream().mapToLong(Long::longValue).sum();
        Report report = files.reports()
                .of(row.id())
                .map(sent -> new Report(sent.delivery(), sent.endpoint(), sent.state()))
                .orElse(null);
        return new FileBalance(FileView.of(row), outcomes, known == row.records(), report);
    }
}
