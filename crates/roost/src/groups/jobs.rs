use super::actions::{self, LinkPerson, RenamePerson};
use super::store::people;
use crate::accounts::{self, AddressConfirmed, NameChanged};
use crate::db::Tx;
use crate::ids::Moment;
use crate::jobs::{self, Context, Run, When};

impl Run for AddressConfirmed {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let (account, address) = (self.account, self.address);
        for group in people::list_groups_that_know(tx, account, Some(address)).await? {
            let link = LinkPerson {
                group,
                account,
                address,
            };
            jobs::enqueue(tx, at, group, &link, When::now(at)).await?;
        }
        Ok(())
    }
}

impl Run for LinkPerson {
    async fn run(self, tx: &mut Tx<'_>, _: &Moment, _: &Context) -> anyhow::Result<()> {
        match accounts::find_account(tx, self.account).await? {
            Some(account) => actions::link_person(tx, &self, &account.name).await,
            None => Ok(()),
        }
    }
}

impl Run for NameChanged {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let account = self.account;
        for group in people::list_groups_that_know(tx, account, None).await? {
            let rename = RenamePerson { group, account };
            jobs::enqueue(tx, at, group, &rename, When::now(at)).await?;
        }
        Ok(())
    }
}

impl Run for RenamePerson {
    async fn run(self, tx: &mut Tx<'_>, _: &Moment, _: &Context) -> anyhow::Result<()> {
        match accounts::find_account(tx, self.account).await? {
            Some(account) => {
                actions::rename_person(tx, self.group, self.account, &account.name).await
            }
            None => Ok(()),
        }
    }
}
