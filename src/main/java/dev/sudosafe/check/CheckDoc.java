package dev.sudosafe.check;

import dev.sudosafe.pod.Field;
import java.util.List;

/// What people are told of a check: the source of its messages and of its page.
///
/// @param id lower-case words joined by dashes; names the check in a profile, its fixtures and its page
/// @param title a noun phrase for what is wrong, as it begins a message
/// @param fields the fields it reads
/// @param allowed the values of them that it lets pass
/// @param why what the field would do to the node
/// @param remedy what to write instead
public record CheckDoc(String id, String title, List<String> fields, String allowed, String why, String remedy) {

    private static final String PAGES = "https://sudosafe.dev/checks/";

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
