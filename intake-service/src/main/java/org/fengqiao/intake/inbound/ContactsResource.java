package org.fengqiao.intake.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;
import org.fengqiao.intake.clue.ClueParty;
import org.fengqiao.intake.handling.Contacts;
import org.fengqiao.intake.handling.Contacts.Contact;
import org.fengqiao.intake.handling.Contacts.Look;
import org.jspecify.annotations.Nullable;

/**
 * Names and phones of a case's parties, audited. Departments and mediators get them through their
 * own service, which knows their orders and asks with role {@code service}.
 */
@Path("/api/intake/cases/{caseId}/contacts")
@RolesAllowed({"window", "dispatcher", "dispatcher-lead", "service"})
@Produces(MediaType.APPLICATION_JSON)
public class ContactsResource {

    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final Contacts contacts;
    private final Callers callers;

    ContactsResource(Contacts contacts, Callers callers) {
        this.contacts = contacts;
        this.callers = callers;
    }

    /** The parties that may be shown, applicants first as the source named them. */
    public record ContactList(UUID caseId, List<Contact> parties) {}

    /**
     * Shows contacts.
     *
     * @param reason why; kept in the audit
     * @param forParty {@code APPLICANT} or {@code RESPONDENT} when a party will read it
     */
    @GET
    public Uni<ContactList> contacts(
            @PathParam("caseId") String caseId,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("forParty") @Nullable String forParty) {
        if (reason == null || reason.isBlank() || reason.length() > 200) {
            throw Problem.of(422, "reason-needed", "须说明查看理由", "参数 reason 应为 1–200 字的查看理由")
                    .asException();
        }
        Caller caller = callers.current();
        boolean service = caller.hasRole("service");
        Look look =
                new Look(
                        caller.actor(service ? "service" : "staff"),
                        region -> service || caller.sees(region),
                        reason.strip(),
                        party(forParty));
        if (!caseId.matches(UUID_FORM)) {
            throw noSuchCase();
        }
        UUID id = UUID.fromString(caseId);
        return contacts.of(id, look)
                .map(found -> new ContactList(id, found.orElseThrow(ContactsResource::noSuchCase)));
    }

    private static RuntimeException noSuchCase() {
        return Problem.of(404, "no-such-case", "案件不存在", "没有该案件,或不在您的辖区").asException();
    }

    private static ClueParty.@Nullable Role party(@Nullable String text) {
        return switch (text) {
            case "APPLICANT" -> ClueParty.Role.APPLICANT;
            case "RESPONDENT" -> ClueParty.Role.RESPONDENT;
            case null -> null;
            default ->
                    throw Problem.of(
                                    422,
                                    "invalid-party",
                                    "参数有误",
                                    "参数 forParty 应为 APPLICANT 或 RESPONDENT")
                            .asException();
        };
    }
}
