package dev.sudosafe.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sudosafe.check.Checks;
import dev.sudosafe.fixture.Cases;
import dev.sudosafe.profile.ProfileReader;
import dev.sudosafe.profile.ProfileResult;
import dev.sudosafe.profile.ProfileWriter;
import dev.sudosafe.profile.WorkspaceProfile;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileWriterTest {

    private static final ProfileReader READER = new ProfileReader(Checks.ids());

    @Test
    void what_is_written_is_read_as_the_same_profile() {
        Cases.forAll(seed -> {
            WorkspaceProfile profile = Doors.any(new Random(seed)).profile();
            assertThat(READER.read("written", ProfileWriter.write(profile).toString()))
                    .isEqualTo(new ProfileResult.Accepted(profile));
        });
    }
}
