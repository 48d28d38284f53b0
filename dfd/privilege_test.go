package dfd

import "testing"

func TestPrivileges(t *testing.T) {
	for name, want := range map[string]bool{
		"role": true, "user_role": true, "UserRoleID": true, "IsAdmin": true, "isAdmin": true, "is_staff": true, "permissions": true, "RoleName": true, "ADMIN": true,
		"admin_email": false, "role_description": false, "email": false, "name": false, "level": false, "administrative_area": false, "": false, "user": false,
	} {
		if Privileges(name) != want {
			t.Errorf("Privileges(%q) = %v", name, !want)
		}
	}
	for value, want := range map[string]bool{"admin": true, "ROLE_ADMIN": true, "SuperAdmin": true, "user": false, "guest": false, "customer": false} {
		if Ranks(value) != want {
			t.Errorf("Ranks(%q) = %v", value, !want)
		}
	}
}
