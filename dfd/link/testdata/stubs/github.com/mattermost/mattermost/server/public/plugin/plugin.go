// Package plugin declares what tests need of Mattermost's plugins.
package plugin

type Context struct{ RequestId string }

func ClientMain(impl any) {}
