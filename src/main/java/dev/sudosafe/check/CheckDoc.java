package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import dev.sudosafe.profile.Action;
import java.util.List;

/// What people are told of a check: the source of its messages and of its page.
///
/// @param id lower-case words joined by dashes; names the check in a profile, its fixtures and its page
/// @param title a noun phrase for what is wrong, as it begins a message
/// @param fields the fields it reads
/// @param allowed the values of them that it lets pass
/// @param why what the field would do to the node
/// @param remedy what to write instead
/// @param strictest the action unless the profile names the check; a profile's own `action` can only be milder
/// @param sources where the danger was shown or is described
public record CheckDoc(
        String id,
        String title,
        List<String> fields,
        String allowed,
        String why,
        String remedy,
        Action strictest,
        List<Source> sources) {

    private static final String PAGES = "https://sudosafe.dev/checks/";

    /// Something to read: a vulnerability, a write-up, an enhancement proposal.
    public record Source(String title, String url) {}

    /// A check that denies, without sources.
    public CheckDoc(String id, String title, List<String> fields, String allowed, String why, String remedy) {
        this(id, title, fields, allowed, why, remedy, Action.Deny, List.of());
    }

    /// The same with a milder default, where a platform may well have set the field.
    public CheckDoc atMost(Action action) {
        return new CheckDoc(id, title, fields, allowed, why, remedy, action, sources);
    }

    public CheckDoc with(Source... more) {
        return new CheckDoc(id, title, fields, allowed, why, remedy, strictest, List.of(more));
    }

    /// Where the check's page is.
    public String url() {
        return PAGES + id;
    }

    /// A complaint about a field.
    ///
    /// @param subject names the object and the value, such as `volume "docker"`
    public Finding finding(Field field, String subject) {
        return finding(field, subject, remedy);
    }

    /// A complaint about a field, with a remedy for just this case.
    public Finding finding(Field field, String subject, String specialRemedy) {
        return new Finding(this, field, subject, specialRemedy);
    }
}
